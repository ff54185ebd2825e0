import type { View } from "../../views/view.ts";

/** What a message still has to say at the moment it is sent; null where all it says is settled meanwhile. */
export type Freshen = (view: View) => Promise<View | null>;
