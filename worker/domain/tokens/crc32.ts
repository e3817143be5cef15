const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** The CRC-32 of zlib (ISO 3309) over ASCII text, as an unsigned number. */
export function crc32(ascii: string): number {
  let remainder = 0xffffffff;
  for (let at = 0; at < ascii.length; at++) {
    remainder = (remainder >>> 8) ^ (TABLE[(remainder ^ ascii.charCodeAt(at)) & 0xff] as number);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
