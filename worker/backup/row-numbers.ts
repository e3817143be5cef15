/** A sorted set of row numbers, stored as runs, because they are nearly always consecutive. */
export class RowNumbers {
  readonly #runs: [first: number, last: number][] = [];

  add(row: number): void {
    const run = this.#runs.at(-1);
    if (run && run[1] === row - 1) run[1] = row;
    else this.#runs.push([row, row]);
  }

  /** All numbers in consecutive pieces of at most this many. */
  *pieces(atMost: number): Generator<number[]> {
    let piece: number[] = [];
    for (const [first, last] of this.#runs) {
      for (let row = first; row <= last; row++) {
        piece.push(row);
        if (piece.length < atMost) continue;
        yield piece;
        piece = [];
      }
    }
    if (piece.length > 0) yield piece;
  }
}
