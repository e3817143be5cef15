import { parseSync, Visitor } from "vite";
import { expect, test } from "vitest";
import { projectModules } from "./modules.ts";

/** Files of raw SQL: see `db/README.md`. */
const RAW = /^db\/(.+\/)?([a-z-]+-)?sql\.ts$/;

/** Files whose SQL is not a query of Latchkey's own. */
const ELSEWHERE = [
  // A view is its definition, which drizzle-kit compares with the migration that made it.
  /^db\/tables\//,
  // Backup and restore: their statements name tables of any version, by name only.
  /^worker\/backup\//,
  /^worker\/commands\/(d1|restore)\//,
];

const STATEMENT =
  /\bSELECT\b|\bINSERT (OR \w+ )?INTO\b|\bREPLACE INTO\b|\bUPDATE (OR \w+ )?(?!SET\b)\S+|\bDELETE FROM\b/;

const modules = projectModules().filter(({ path }) => /^(db|worker)\//.test(path));

type Place = { start: number; end: number };

/** Texts with a whole SQL statement, more than a condition or an expression. */
function statementsIn(path: string, source: string): Place[] {
  const found: Place[] = [];
  const { program } = parseSync(path, source);
  new Visitor({
    TemplateLiteral: ({ quasis, start, end }) => {
      if (STATEMENT.test(quasis.map(({ value }) => value.raw).join("…"))) found.push({ start, end });
    },
    Literal: ({ value, start, end }) => {
      if (typeof value === "string" && STATEMENT.test(value)) found.push({ start, end });
    },
  }).visit(program);
  return found;
}

test("what Drizzle's builder can say, it says: whole statements stand in files of their own", () => {
  const outside = modules
    .filter(({ path }) => !RAW.test(path) && !ELSEWHERE.some((place) => place.test(path)))
    .flatMap(({ path, source }) =>
      statementsIn(path, source).map(({ start }) => `${path}:${lineOf(source, start)}`),
    );
  expect(outside).toEqual([]);
});

test("each of them says why the builder does not say it", () => {
  const unexplained = modules
    .filter(({ path }) => RAW.test(path))
    .flatMap(({ path, source }) => {
      const { body } = parseSync(path, source).program;
      const statements = statementsIn(path, source);
      return body
        .filter(({ start, end }) => statements.some((one) => start <= one.start && one.end <= end))
        .filter(({ start }) => !/\bRaw:\s+(\*\s+)?\S/.test(commentAbove(source, start)))
        .map(({ start }) => `${path}:${lineOf(source, start)}`);
    });
  expect(unexplained).toEqual([]);
});

function lineOf(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}

/** The comment that ends on the line before. */
function commentAbove(source: string, at: number): string {
  return /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(source.slice(0, at))?.[0] ?? "";
}
