import type { Capabilities, OutgoingMessage } from "../ports/channel.ts";

/** Why a message can never go out on a channel that can do so much; null when it can. */
export const whyUnsendable = ({ text, buttons, files }: OutgoingMessage, can: Capabilities): string | null => {
	const most = files.length > 0 ? can.maxCaption : can.maxText;
	if (text.length > most) return `text longer than ${most}`;
	if (files.length > can.filesPerMessage) return `more than ${can.filesPerMessage} file`;
	if (files.length === 0 && text.trim() === "") return "nothing to send";
	if (files.some(({ size }) => size > can.maxFileBytes)) return `file larger than ${can.maxFileBytes} bytes`;
	if (buttons.length > 0 && !can.buttons) return "buttons where there are none";
	return null;
};
