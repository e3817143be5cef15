-- What was folded before İ became an I (worker/domain/search-term.ts); triggers carry it on to tokens and their search.
UPDATE token SET name_folded = replace(name_folded, char(304), 'I') WHERE instr(name_folded, char(304)) > 0;
--> statement-breakpoint
UPDATE membership SET folded = replace(folded, char(304), 'I') WHERE instr(folded, char(304)) > 0;
