"""What may be said: official documents, the contact book, places. Imports nobody; holds no wording of ours."""
