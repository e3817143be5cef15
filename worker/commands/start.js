// Runs the given TypeScript file. Plain JavaScript, so that any Node can read it: a missing prerequisite is told in a
// sentence, where the command itself could not even be parsed.
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));
const problem = whatIsMissing();
if (problem) {
  console.error(problem);
  process.exit(1);
}

// Without a file, it only checks whether Latchkey can run here, before anything is installed.
if (process.argv[2] !== undefined) {
  process.argv.splice(1, 2, resolve(project, process.argv[2]));
  await import(pathToFileURL(process.argv[1]).href);
}

/** Nothing, or a sentence for the operator. */
function whatIsMissing() {
  if (process.platform === "win32") {
    return "Latchkey's commands run on Linux and macOS. On Windows, run them inside WSL: https://learn.microsoft.com/windows/wsl/install";
  }
  if (process.argv[2] === undefined) return;
  if (!process.features.typescript) {
    return `This is Node ${process.versions.node}, and Latchkey's own Node 24 is not in node_modules: an install without scripts leaves it out. Run: npm rebuild node --ignore-scripts=false`;
  }
  if (/[#?]/.test(project)) {
    return `The web app cannot be built below ${project}: vite reads # and ? in a path as the end of a file's name. Move Latchkey into a folder without them.`;
  }
}
