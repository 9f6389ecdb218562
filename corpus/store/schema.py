"""The store's tables, as migrations. A released migration is never edited: a change is appended as a new one."""

APPLICATION_ID = 0x50696E63  # "Pinc"

MIGRATIONS = (
    (
        """CREATE TABLE document (
            id TEXT PRIMARY KEY,
            removed INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID""",
        """CREATE TABLE version (
            key INTEGER PRIMARY KEY,
            document_id TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            current INTEGER NOT NULL,
            digest TEXT NOT NULL,
            stored TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            raw_sha256 TEXT NOT NULL,
            reader TEXT NOT NULL,
            origin TEXT NOT NULL,
            metadata TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (document_id, sha256)
        )""",
        "CREATE UNIQUE INDEX one_current_version ON version (document_id) WHERE current",
        """CREATE VIEW current_version AS
            SELECT version.* FROM version JOIN document ON document.id = version.document_id
            WHERE version.current AND NOT document.removed""",
        """CREATE TABLE block (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            start_char INTEGER NOT NULL,
            end_char INTEGER NOT NULL,
            kind TEXT NOT NULL,
            section TEXT NOT NULL,
            level INTEGER NOT NULL,
            stem INTEGER,
            PRIMARY KEY (version, ordinal)
        ) WITHOUT ROWID""",
        """CREATE TABLE sentence (
            version INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            start_char INTEGER NOT NULL,
            end_char INTEGER NOT NULL,
            block INTEGER NOT NULL,
            cited TEXT NOT NULL,
            PRIMARY KEY (version, ordinal),
            FOREIGN KEY (version, block) REFERENCES block (version, ordinal) ON DELETE CASCADE
        ) WITHOUT ROWID""",
        """CREATE TABLE reference (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            container TEXT,
            year INTEGER,
            doi TEXT,
            pmid TEXT,
            url TEXT,
            missing INTEGER NOT NULL,
            PRIMARY KEY (version, ordinal),
            UNIQUE (version, number)
        ) WITHOUT ROWID""",
        """CREATE TABLE page (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            number INTEGER NOT NULL,
            start_char INTEGER NOT NULL,
            end_char INTEGER NOT NULL,
            PRIMARY KEY (version, ordinal)
        ) WITHOUT ROWID""",
        """CREATE TABLE finding (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            code TEXT NOT NULL,
            number INTEGER NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (version, ordinal)
        ) WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE notice (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            own INTEGER NOT NULL,
            standing TEXT NOT NULL,
            doi TEXT,
            pmid TEXT,
            dated TEXT,
            title TEXT,
            doi_key TEXT,
            PRIMARY KEY (version, ordinal)
        ) WITHOUT ROWID""",
        "CREATE INDEX notice_of_doi ON notice (doi_key)",
        "CREATE INDEX notice_of_pmid ON notice (pmid)",
        """INSERT INTO notice
            SELECT key, 0, 1, metadata ->> 'standing', metadata ->> 'doi', metadata ->> 'pmid',
                metadata ->> 'standing_date', metadata ->> 'standing_notice',
                lower(substr(metadata ->> 'doi', max(instr(metadata ->> 'doi', '10.'), 1)))
            FROM version
            WHERE metadata ->> 'standing' IN ('expression_of_concern', 'withdrawn', 'retracted')
                AND coalesce(metadata ->> 'doi', metadata ->> 'pmid') IS NOT NULL""",
    ),
    (
        """CREATE TABLE dropped (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            page INTEGER NOT NULL,
            text TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (version, ordinal)
        ) WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE doubt (
            version INTEGER NOT NULL REFERENCES version ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            start_char INTEGER NOT NULL,
            end_char INTEGER NOT NULL,
            kind TEXT NOT NULL,
            PRIMARY KEY (version, ordinal)
        ) WITHOUT ROWID""",
        """CREATE TABLE original (
            sha256 TEXT PRIMARY KEY,
            bytes BLOB NOT NULL
        )""",
    ),
)
