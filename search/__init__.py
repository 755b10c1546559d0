"""Finding: documents, query reading, ranking, and one adapter per engine. Knows no capability."""
