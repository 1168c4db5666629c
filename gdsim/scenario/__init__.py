"""What an experiment is: one immutable Scenario, its file, shipped ones, tables. No Qt."""
