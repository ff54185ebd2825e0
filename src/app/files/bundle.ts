import type { FileRef } from "../../domain/file.ts";
import { accountKey, chatKey } from "../../ports/chat.ts";
import type { Inbound, InboundContent, RemoteFile } from "../../ports/intake.ts";
import type { InboxItem } from "../../ports/store.ts";

/** What became of one file: it is kept, or it cannot be had. `limit`: bytes the platform gives at most, where that was the reason and is known. */
export type Got =
	| { readonly kind: "kept"; readonly file: FileRef }
	| { readonly kind: "lost"; readonly why: "too-large" | "gone"; readonly limit: number | null };

/** One file on its way. */
export interface Download {
	readonly item: InboxItem;
	readonly remote: RemoteFile;
	/** Tries that count as failed, since when, and when the next may be; on the steady clock. */
	tries: number;
	sinceMs: number;
	notBeforeMs: number;
	underWay: boolean;
	got: Got | null;
}

/** The album something belongs to, unique over chats and senders; null for none. */
export const albumKey = ({ content, chat, sender }: Inbound): string | null =>
	content.kind === "remote-files" && content.album !== null ? `${chatKey(chat)} ${accountKey(sender)} ${content.album}` : null;

const remoteFiles = ({ content }: Inbound): readonly RemoteFile[] => (content.kind === "remote-files" ? content.files : []);

/** Inbox items whose files are fetched and then answered as one message. */
export class Bundle {
	readonly #items: InboxItem[] = [];
	readonly downloads: Download[] = [];
	/** When the last item came, on the steady clock. */
	lastMs = Number.NEGATIVE_INFINITY;
	/** Since when the sender hears nothing, on the steady clock; null once told that it takes longer. */
	silentSinceMs: number | null = null;

	/** Items come in the order of their positions. */
	add(item: InboxItem, steadyMs: number, lastMs: number): void {
		if (this.#items.length === 0) this.silentSinceMs = steadyMs;
		this.#items.push(item);
		this.lastMs = Math.max(this.lastMs, lastMs);
		for (const remote of remoteFiles(item.inbound))
			this.downloads.push({ item, remote, tries: 0, sinceMs: steadyMs, notBeforeMs: steadyMs, underWay: false, got: null });
	}

	/** The message it began with. */
	get first(): InboxItem | undefined {
		return this.#items[0];
	}

	get missing(): number {
		return this.downloads.filter(({ got }) => got === null).length;
	}

	get positions(): number[] {
		return this.#items.map(({ position }) => position);
	}

	/** More may follow for a moment. */
	get isAlbum(): boolean {
		return this.#items.some(({ inbound }) => albumKey(inbound) !== null);
	}

	get isFetched(): boolean {
		return this.missing === 0;
	}

	/** The first item with every file that could be had, in order, and all that was written beside them. */
	inbound(): Inbound | null {
		const { first } = this;
		if (!first) return null;
		const contents = this.#items.flatMap(({ inbound: { content } }) => (content.kind === "remote-files" ? [content] : []));
		const files = this.downloads.flatMap(({ got }) => (got?.kind === "kept" ? [got.file] : []));
		const lost = lostOf(this.downloads);
		const content: InboundContent = {
			kind: "files",
			files,
			text: contents
				.map(({ text }) => text.trim())
				.filter((text) => text !== "")
				.join("\n"),
			addressed: contents.some(({ addressed }) => addressed),
			...(lost ? { lost } : {}),
		};
		return { ...first.inbound, content };
	}
}

/** Where several reasons come together, the one the sender can do something about is told. */
const lostOf = (downloads: readonly Download[]): Extract<InboundContent, { kind: "files" }>["lost"] => {
	const lost = downloads.flatMap(({ got }) => (got?.kind === "lost" ? [got] : []));
	if (lost.length === 0) return undefined;
	const large = lost.find(({ why }) => why === "too-large");
	return { count: lost.length, why: large ? "too-large" : "gone", ...(large?.limit ? { limit: large.limit } : {}) };
};
