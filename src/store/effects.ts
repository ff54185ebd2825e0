import type { Effect } from "../ports/store.ts";

export type EffectKind = Effect["do"];
/** The effects of some kinds. */
export type EffectOf<K extends EffectKind> = Extract<Effect, { do: K }>;
