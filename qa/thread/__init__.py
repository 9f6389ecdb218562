"""A question in its thread: what its mentions mean, what it leaves unsaid, and how that was found out."""
