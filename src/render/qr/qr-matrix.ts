import { encode } from "uqr";

/** A QR code as rows of modules, true for dark, with the light margin that readers need round it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** The only place that knows the library. `margin` is counted in modules; ISO/IEC 18004 wants 4. Throws when the words are too long for a code. */
export const qrMatrix = (words: string, margin: number): QrMatrix => encode(words, { ecc: "M", border: margin }).data;
