// Unit directions E of D in the order of vech: (0, 0), (1, 0), ..., (q - 1, 0), (1, 1), ...
#pragma once

struct Direction {
  int row;
  int column;

  __device__ __forceinline__ Direction(int index, int q) : column(0) {
    while (index >= q - column) index -= q - column++;
    row = column + index;
  }

  __device__ __forceinline__ bool diagonal() const { return row == column; }

  // x'E y, where x and y are given by their entries at row and column.
  __device__ __forceinline__ double form(double xRow, double xColumn, double yRow,
                                         double yColumn) const {
    return diagonal() ? xRow * yRow : xRow * yColumn + xColumn * yRow;
  }
};
