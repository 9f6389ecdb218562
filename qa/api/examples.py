"""Example request bodies for the OpenAPI description."""

from typing import Any

Examples = dict[str, Any]
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

FOLLOW_UPS: Examples = {
    "alone": {
        "summary": "A question on its own",
        "value": {"question": "How long do people with bulbar onset live?"},
    },
    "under an article": {
        "summary": "A question about an article, answered from approved guidelines only",
        "value": {
            "question": "Which drugs slow the disease?",
            "document_id": "als-overview",
            "audience": "clinician",
            "filters": {"kind": ["guideline"], "review_status": ["approved"], "year_from": 2015},
            "max_quotes": 5,
        },
    },
    "in a conversation": {
        "summary": "A follow-up in a conversation",
        "value": {"question": "What about its side effects?", "conversation_id": "the id of an earlier outcome"},
    },
    "asked again": {
        "summary": "Replacing the second question of a conversation, with another meaning of “its”",
        "value": {
            "question": "What about its side effects?",
            "conversation_id": "the id of an earlier outcome",
            "replaces": 2,
            "bindings": [{"mention": "its", "resolved_to": "edaravone"}],
        },
    },
    "in a thread that the caller keeps": {
        "summary": "A follow-up in a thread that the caller stores; the service stores nothing",
        "value": {
            "question": "Which drugs slow it?",
            "history": [{"question": "How long do people with bulbar onset ALS live?", "topic": "ALS"}],
            "store": False,
        },
    },
}
SEARCHES: Examples = {
    "ten passages": {"summary": "Ten passages", "value": {"question": "riluzole survival", "limit": 10}},
}
RECEIPTS: Examples = {
    "one receipt": {
        "summary": "The receipt of one quote",
        "value": {
            "receipts": [
                {
                    "document_id": "als-overview",
                    "version": SHA256,
                    "byte_start": 120,
                    "byte_end": 208,
                    "sha256": SHA256,
                }
            ]
        },
    },
}
