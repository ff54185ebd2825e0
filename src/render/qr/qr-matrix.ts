import { encode } from "uqr";

/** A QR code as rows of modules, true for dark, with the light margin that readers need round it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** What the largest code holds in bytes, with the correction we ask for (ISO/IEC 18004). */
const MOST_BYTES = 2331;

/** Whether a code can hold these words at all. */
export const fitsQr = (words: string): boolean => words !== "" && Buffer.byteLength(words) <= MOST_BYTES;

/** The only place that knows the library. `margin` is counted in modules; ISO/IEC 18004 wants 4. Throws when the words do not fit. */
export const qrMatrix = (words: string, margin: number): QrMatrix => encode(words, { ecc: "M", border: margin }).data;
