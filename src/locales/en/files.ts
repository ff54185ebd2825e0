import type { FilesView } from "../../views/files.ts";
import type { SentencesOf } from "../catalogue.ts";

const MIB = 1024 * 1024;

export const files: SentencesOf<FilesView["key"]> = {
	"files-coming": ({ count }) =>
		`${count === 1 ? "Your file is" : `Your ${count} files are`} still on the way and will be read on arrival. No need to send again.`,
	"files-lost": ({ count, why, limit }) => {
		const lost = count === 1 ? "1 file did not arrive" : `${count} files did not arrive`;
		if (why === "gone") return `${lost}. Please send again.`;
		return `${lost} (${limit === null ? "too large" : `more than ${Math.floor(limit / MIB)} MB`}). Please make it smaller and send again.`;
	},
};
