import type { FileRef } from "../../domain/file.ts";
import type { Instant } from "../../domain/period.ts";
import type { ChannelHealth } from "../../ports/channel.ts";
import type { Files } from "../../ports/files.ts";
import { fitsQr } from "../../render/qr/qr-matrix.ts";
import { qrPng } from "../../render/qr/qr-png.ts";

/** A code somebody has to scan before a messenger can be used. */
export interface WaitingLogin {
	readonly channel: string;
	readonly code: string;
	/** Since when this very code holds. */
	readonly since: Instant;
}

/** The codes that wait now. They change every few minutes: nothing keeps one for later. */
export interface Logins {
	waiting(): readonly WaitingLogin[];
	/** The code that waits for a messenger; null where none does. */
	of(channel: string): WaitingLogin | null;
	/** As a stored picture, for a chat. */
	picture(login: WaitingLogin): Promise<FileRef>;
}

/** Asks the messengers' healths, whatever messengers they are. */
export const createLogins = (parts: {
	readonly healths: () => readonly { readonly id: string; readonly health: ChannelHealth }[];
	readonly files: Pick<Files, "put">;
	readonly fileName: string;
}): Logins => {
	// What is no code of any length is none anybody could scan.
	const waiting = (): WaitingLogin[] =>
		parts.healths().flatMap(({ id, health: { login } }) => (login && fitsQr(login.code) ? [{ channel: id, ...login }] : []));
	return {
		waiting,
		of: (channel) => waiting().find((login) => login.channel === channel) ?? null,
		picture: ({ code }) => parts.files.put(qrPng(code), parts.fileName),
	};
};
