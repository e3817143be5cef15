import { Download } from "lucide";
import type { NewToken } from "../outputs.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { envFile, envFileName } from "./env-file.ts";

/** Saves the token as a file for a program's environment. Whoever has the file has the token. */
export function DownloadEnv(props: { created: NewToken; onDownloaded: () => void }) {
  const download = () => {
    const file = new Blob([envFile(props.created, location.origin)], { type: "text/plain" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = envFileName(props.created.name);
    link.click();
    URL.revokeObjectURL(link.href);
    props.onDownloaded();
  };
  return (
    <Button onClick={download}>
      <Icon of={Download} size={16} />
      Download .env
    </Button>
  );
}
