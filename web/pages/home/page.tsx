import { Navigate } from "@solidjs/router";
import { useSession } from "../../signed-in.tsx";
import { homeOf } from "./home-of.ts";

export default function Home() {
  const session = useSession();
  return <Navigate href={homeOf(session())} />;
}
