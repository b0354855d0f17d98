//! Structure to lines of cells.
