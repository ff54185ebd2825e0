import type { Instant } from "../domain/period.ts";
import type { ViewButton } from "./button.ts";

/** What the supervision office is told without asking, in private. */
export type AlarmView =
	/** A messenger cannot be reached; told on another. `reason` is the channel's short English code. */
	| {
			readonly key: "channel-down";
			readonly channel: string;
			readonly reason: string;
			readonly since: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** It can be reached again. */
	| {
			readonly key: "channel-back";
			readonly channel: string;
			readonly since: Instant;
			readonly until: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** A messenger gave every account and chat another id: so many people and groups have to be bound again. */
	| {
			readonly key: "channel-renewed";
			readonly channel: string;
			readonly people: number;
			readonly groups: number;
			readonly buttons: readonly ViewButton[];
	  }
	/** So many messages were given up within an hour. */
	| { readonly key: "many-lost"; readonly count: number; readonly buttons: readonly ViewButton[] }
	| { readonly key: "disk-low"; readonly freeBytes: number; readonly buttons: readonly ViewButton[] };
