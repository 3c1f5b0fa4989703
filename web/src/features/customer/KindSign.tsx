/** The sign of an identity's kind, as the drawing has it. */
import { kindLook } from "./kinds";

export function KindSign({ kind }: { kind: string }) {
  const { path, color } = kindLook(kind);
  return (
    <svg width="16" height="16" viewBox="0 0 24 24" fill={color} aria-hidden="true" style={{ flex: "none" }}>
      <path d={path} fillRule="evenodd" />
    </svg>
  );
}
