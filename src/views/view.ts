import type { AlarmView } from "./alarms.ts";
import type { AnalysisView } from "./analysis.ts";
import type { BulletinView } from "./bulletins.ts";
import type { BurdenView } from "./burden.ts";
import type { ChainView } from "./chains.ts";
import type { DialogView } from "./dialog.ts";
import type { ExportView } from "./export.ts";
import type { FilesView } from "./files.ts";
import type { MaterialView } from "./material.ts";
import type { NoticeView } from "./notices.ts";
import type { OfficeView } from "./office.ts";
import type { PeopleView } from "./people.ts";
import type { PlainView } from "./plain.ts";
import type { ProblemView } from "./problems.ts";
import type { RankingView } from "./ranking.ts";
import type { ReminderView } from "./reminders.ts";
import type { ReportView } from "./report.ts";
import type { ReviewView } from "./reviews.ts";
import type { RoundView } from "./rounds.ts";

/** Everything the program can say in a chat, as data: `key` names the sentence, the other fields are its facts. Pure JSON: it is stored in the outbox. */
export type View =
	| PlainView
	| PeopleView
	| DialogView
	| ReportView
	| ChainView
	| ReviewView
	| RoundView
	| RankingView
	| OfficeView
	| FilesView
	| NoticeView
	| ProblemView
	| BurdenView
	| AlarmView
	| ExportView
	| MaterialView
	| BulletinView
	| AnalysisView
	| ReminderView;
export type ViewKey = View["key"];
export type ViewOf<K extends ViewKey> = Extract<View, { key: K }>;
