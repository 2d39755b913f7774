"""Questions: from what was found to the words of the documents, or the honest "there is no guidance on that"."""
