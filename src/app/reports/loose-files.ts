import type { QuestionId } from "../../domain/duty.ts";

/** Files that came with a report without a question for them are kept under this id. */
export const LOOSE_FILES = "files" as QuestionId;
