import type { ChannelHealth, OutgoingMessage, SendOutcome } from "../../ports/channel.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { Files } from "../../ports/files.ts";
import { createSentMessages } from "../sent-messages.ts";
import { whyUnsendable } from "../unsendable.ts";
import { wholeSigns } from "../whole-signs.ts";
import { boxed } from "./encode.ts";
import { describeFailure } from "./failure.ts";
import { ASK_TIMEOUT_MS, CAPABILITIES, SEND_TIMEOUT_MS } from "./limits.ts";
import { createPatience } from "./patience.ts";
import type { Puppet } from "./puppet.ts";

const OFFLINE_RETRY_MS = 10_000;
const FAILED_RETRY_MS = 10_000;
/** Different messages that fail in a row: one may be at fault itself, three are the platform's. */
const FAILED_IN_A_ROW = 3;

const SENT: SendOutcome = { kind: "sent" };
const FILE_LOST: SendOutcome = { kind: "failed", reason: "file no longer kept", gone: false };

/** Sends finished messages. The answer is never a rejection. */
export const createSender = (parts: {
	readonly puppet: () => Puppet | null;
	readonly state: () => Pick<ChannelHealth, "reason">;
	readonly files: Pick<Files, "get">;
	readonly later: (ms: number, run: () => void) => () => void;
}) => {
	const { files, later } = parts;
	const patience = createPatience(later);
	const sent = createSentMessages();
	const failing = new Set<string>();

	const deliver = async (puppet: Puppet, { chat, text, files: attached }: OutgoingMessage): Promise<SendOutcome> => {
		const [file] = attached;
		if (!file) {
			await patience(puppet.messageSendText(chat.id, wholeSigns(text)), SEND_TIMEOUT_MS);
			return SENT;
		}
		const bytes = await files.get(file.hash);
		if (!bytes) return FILE_LOST;
		await patience(puppet.messageSendFile(chat.id, await boxed(file, bytes)), SEND_TIMEOUT_MS);
		return SENT;
	};

	/** Whether the account has that friend, or sits in that group; true when it cannot be told. */
	const knows = async (puppet: Puppet, { kind, id }: ChatRef): Promise<boolean> => {
		try {
			const known = await patience(kind === "group" ? puppet.roomList() : puppet.contactList(), ASK_TIMEOUT_MS);
			if (known.length === 0) return true;
			if (!known.includes(id)) return false;
			if (kind === "private") return true;
			return (await patience(puppet.roomMemberList(id), ASK_TIMEOUT_MS)).includes(puppet.currentUserId);
		} catch {
			return true;
		}
	};

	return async (message: OutgoingMessage): Promise<SendOutcome> => {
		if (sent.has(message.id)) return SENT;
		const unsendable = whyUnsendable(message, CAPABILITIES);
		if (unsendable !== null) return { kind: "failed", reason: unsendable, gone: false };
		const puppet = parts.puppet();
		if (!puppet) return { kind: "retry", afterMs: OFFLINE_RETRY_MS, reason: parts.state().reason || "starting", blame: "channel" };
		try {
			const outcome = await deliver(puppet, message);
			if (outcome.kind === "sent") {
				sent.add(message.id);
				failing.clear();
			}
			return outcome;
		} catch (error) {
			const reason = describeFailure(error).error;
			if (parts.puppet() !== puppet) return { kind: "retry", afterMs: OFFLINE_RETRY_MS, reason, blame: "channel" };
			if (!(await knows(puppet, message.chat))) return { kind: "failed", reason: "no such chat", gone: true };
			failing.add(message.id);
			return { kind: "retry", afterMs: FAILED_RETRY_MS, reason, blame: failing.size < FAILED_IN_A_ROW ? "message" : "channel" };
		}
	};
};
