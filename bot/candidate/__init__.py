"""What a candidate settles for themself: what they stand for and where, whether their SPOC has been in touch, how the police may
reach them in an emergency, and drafts that ask for security support.

All of it is the member's own word and their own choice: nothing here goes to anybody but where its reply has said so.
"""
