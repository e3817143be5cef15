import { createSignal, Show } from "solid-js";
import type { Import } from "../../outputs.ts";
import type { Refusal } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import type { Permission } from "../../team/catalogue.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { readOpenApiFile, UnreadableFile } from "./openapi-file.ts";

interface ImportDialogProps {
  /** The present catalogue. */
  permissions: readonly Permission[];
  onImported: (imported: Import) => Promise<void>;
  onClose: () => void;
}

/** Imports the endpoints of permissions from a file that the API already has: first a preview, then all at once. */
export function ImportDialog(props: ImportDialogProps) {
  const [preview, setPreview] = createSignal<{ document: string; seen: Import }>();
  const [unread, setUnread] = createSignal<Refusal>();
  const asking = createAct();
  const refusal = () => unread() ?? asking.refusal();

  const look = (file: File | undefined) => {
    setPreview(undefined);
    setUnread(undefined);
    if (!file) return asking.forget();
    return asking.run(async () => {
      const document = await readOpenApiFile(file).catch(refuse);
      if (document === undefined) return;
      const seen = await rpc.organization.importEndpoints.mutate({ document, apply: false });
      setPreview({ document, seen });
    });
  };
  const refuse = (error: unknown) => {
    if (!(error instanceof UnreadableFile)) throw error;
    setUnread({ code: "BAD_REQUEST", field: "document", message: error.message });
  };
  const changes = () => preview()?.seen.permissions.filter(({ change }) => change !== "same").length ?? 0;
  const apply = () => {
    const document = preview()?.document;
    if (document === undefined || changes() === 0) return;
    void asking.run(async () => {
      await props.onImported(await rpc.organization.importEndpoints.mutate({ document, apply: true }));
    });
  };

  return (
    <Dialog title="Import from OpenAPI" busy={asking.busy()} onClose={props.onClose}>
      <Form refusal={refusal()} onSubmit={apply}>
        <Field
          label="OpenAPI document"
          hint="OpenAPI 3.0 or 3.1, as JSON or YAML, at most 2 MB. The scopes in its security become permissions; their operations, behind the path of its servers, become endpoints."
          error={refusal()?.message}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              name="document"
              accept=".json,.yaml,.yml,application/json,application/yaml"
              onChange={(event) => void look(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <div aria-live="polite">
          <Show when={preview()}>
            {(preview) => <ImportPreview seen={preview().seen} before={props.permissions} />}
          </Show>
        </div>
        <DialogFoot notice={<LeaseCountdown active={asking.busy() && preview() !== undefined} />}>
          <CancelButton />
          <Show when={changes() > 0}>
            <Button look="primary" type="submit" busy={asking.busy()}>
              {changes() === 1 ? "Import 1 permission" : `Import ${changes()} permissions`}
            </Button>
          </Show>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
