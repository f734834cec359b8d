/** One figure of moai's beside the same figure of a bare floor, taken in the same run. */
export type Row = {
  readonly name: string;
  readonly measured: number;
  readonly floor: number;
  readonly unit: "ms" | "kB" | "MB" | "%";
  /** What is hoped for, of the figure itself or of its distance from the floor. */
  readonly goal?: { readonly of: "measured" | "difference"; readonly atMost: number };
};
