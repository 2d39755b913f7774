"""Finding what may be said: passages to vectors and words, and a question to passages. Knows no channel and no database."""
