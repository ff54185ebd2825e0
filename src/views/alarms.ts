import type { FileRef } from "../domain/file.ts";
import type { Instant } from "../domain/period.ts";
import type { ViewButton } from "./button.ts";

/** What the supervision office is told of messengers and machine, in private and mostly without asking. */
export type AlarmView =
	/** A messenger cannot be reached; told on another. `reason` is the channel's short English code. */
	| {
			readonly key: "channel-down";
			readonly channel: string;
			readonly reason: string;
			readonly since: Instant;
			readonly buttons: readonly ViewButton[];
	  }
	/** It cannot be used until somebody scans a code; told on another, with the code (`codeSince`: since when it holds) as a picture. */
	| {
			readonly key: "login-wanted";
			readonly channel: string;
			readonly reason: string;
			readonly since: Instant;
			readonly codeSince: Instant;
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  }
	/** The code that was asked for, as a picture. */
	| {
			readonly key: "login-code";
			readonly channel: string;
			readonly codeSince: Instant;
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  }
	/** No messenger waits for a code to be scanned. */
	| { readonly key: "no-login"; readonly buttons: readonly ViewButton[] }
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
