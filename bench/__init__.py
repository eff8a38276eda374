"""What is measured, and how: docs/performance.md. Ratios within one run tell more than seconds."""
