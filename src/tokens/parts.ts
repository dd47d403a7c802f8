/** Cuts the first `length` bytes into tokens. The answer is valid until the next call. */
export type Merge = (bytes: Uint8Array, length: number) => Parts

/** Part k is the bytes from starts[k] up to starts[k + 1]. */
export type Parts = { readonly starts: Int32Array; readonly count: number }
