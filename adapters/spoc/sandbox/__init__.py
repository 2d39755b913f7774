"""A practice SPOC: it checks signatures, shows what arrived, answers as a real one would, and fails when told to."""
