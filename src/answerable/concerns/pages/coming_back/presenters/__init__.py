"""What somebody who came back reads, put into words: codes and days in, texts of their language out."""
