import * as Menu from "@kobalte/core/dropdown-menu";
import { useNavigate } from "@solidjs/router";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { refusalOf } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { endSession } from "../session.ts";
import { useSession } from "../signed-in.tsx";
import { say } from "../ui/toasts.tsx";

export function ProfileMenu() {
  const session = useSession();
  const navigate = useNavigate();

  const signOut = async () => {
    try {
      await rpc.session.signOut.mutate();
      endSession({ left: true });
    } catch (error) {
      say(`You are still signed in. ${refusalOf(error).message}`);
    }
  };

  return (
    <Menu.Root placement="top-start" gutter={8}>
      <Menu.Trigger class="profile" aria-label={`Profile menu of ${session().user.name}`}>
        <span class="profile-initials" aria-hidden="true">
          {initials(session().user.name)}
        </span>
        <span class="profile-who">
          <span class="profile-name">{session().user.name}</span>
          <span class="profile-email">{session().user.email}</span>
        </span>
        <ChevronsUpDown class="profile-sign" size={16} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content class="menu">
          <Menu.Item class="menu-item" onSelect={() => navigate("/user")}>
            User info
          </Menu.Item>
          <Menu.Item class="menu-item" onSelect={() => navigate("/account")}>
            Account info
          </Menu.Item>
          <Menu.Separator class="menu-separator" />
          <Menu.Item class="menu-item" onSelect={signOut}>
            Sign out
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = words[0]?.[Symbol.iterator]().next().value ?? "";
  const last = words.length > 1 ? (words.at(-1)?.[Symbol.iterator]().next().value ?? "") : "";
  return (first + last).toUpperCase();
}
