"""A question becomes an answer or an abstention: conversation, selection, receipts, HTTP, CLI, widget."""
