import { ChevronsUpDown } from "lucide";
import { refusalOf } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { endSession } from "../session.ts";
import { useSession } from "../signed-in.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/toasts.tsx";
import { initials } from "./initials.ts";

/**
 * Links and a button in the browser's own popover, which opens, closes and returns focus by itself. The menu hangs in
 * a fixed corner, so it needs no positioning library, which would cost 20 kB.
 */
export function ProfileMenu() {
  const session = useSession();
  let menu: HTMLDivElement | undefined;
  const close = () => menu?.hidePopover();

  const signOut = async () => {
    close();
    try {
      await rpc.session.signOut.mutate();
      endSession({ left: true, why: "signed-out" });
    } catch (error) {
      say(`You are still signed in. ${refusalOf(error).message}`);
    }
  };

  return (
    <>
      <button type="button" class="profile" popovertarget="profile-menu">
        <span class="profile-initials" aria-hidden="true">
          {initials(session().user.name)}
        </span>
        <span class="for-screen-readers">Profile menu</span>
        <span class="profile-who">
          <bdi class="profile-name">{session().user.name}</bdi>
          <span class="profile-email">{session().user.email}</span>
        </span>
        <span class="profile-sign">
          <Icon of={ChevronsUpDown} size={16} />
        </span>
      </button>
      <div id="profile-menu" class="menu" popover="auto" ref={(element) => (menu = element)}>
        <ul>
          <li>
            <a class="menu-item" href="/user" onClick={close}>
              User info
            </a>
          </li>
          <li>
            <a class="menu-item" href="/account" onClick={close}>
              Account info
            </a>
          </li>
          <li>
            <a class="menu-item" href="/docs" onClick={close}>
              Documentation
            </a>
          </li>
          <li>
            <button type="button" class="menu-item" onClick={signOut}>
              Sign out
            </button>
          </li>
        </ul>
      </div>
    </>
  );
}
