"""Takes things out: tables, explanations, code, pictures. From a session or a scenario."""
