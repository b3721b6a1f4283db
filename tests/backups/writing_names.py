CANARY = "Canaria Quispe"
