import type { OutgoingMessage } from "../../ports/channel.ts";
import { CAPABILITIES } from "./limits.ts";

/** Why this message can never go out as it is; null when it can. */
export const whyUnsendable = ({ text, buttons, files }: OutgoingMessage): string | null => {
	const most = files.length > 0 ? CAPABILITIES.maxCaption : CAPABILITIES.maxText;
	if (text.length > most) return `text longer than ${most}`;
	if (files.length > CAPABILITIES.filesPerMessage) return `more than ${CAPABILITIES.filesPerMessage} file`;
	if (files.length === 0 && text.trim() === "") return "nothing to send";
	if (files.some(({ size }) => size > CAPABILITIES.maxFileBytes)) return `file larger than ${CAPABILITIES.maxFileBytes} bytes`;
	if (buttons.length > 0) return "buttons";
	return null;
};
