"""Where those who keep records see to the raising pages: their texts, what a country enters, and where people are led."""
