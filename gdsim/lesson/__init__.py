"""The lesson's content model, its stations and exercises. No Qt."""
