/* Where the name of an entity may stand: beside it, at its corners, and farther
 * off at the end of a line. */
import { inset } from './camera.js';

const gaps = [12, 24, 38, 54, 72, 96, 124]; // pixels between an entity and a name at the end of a line

/* Where a label may stand: below, above, right, left of its entity; the first
 * two give way to the side rather than leave the view. */
export function* spots(x, y, r, width, height, room) {
    const half = width / 2 + 4;
    const inView =
        Math.abs(x - room.width / 2) < room.width / 2
            ? Math.max(half, Math.min(room.width - inset.right - half, x))
            : x;
    yield [inView, y + r + 3];
    yield [inView, y - r - 4 - height];
    yield [x + r + 5 + width / 2, y - height / 2];
    yield [x - r - 5 - width / 2, y - height / 2];
}

/* Where a name stands that must stand somewhere, and how far off: as above, at
 * the corners, on the entity itself, or at the end of a short line. */
export function* moreSpots(x, y, r, width, height, room) {
    for (const [left, top] of spots(x, y, r, width, height, room)) yield [left, top, 0];
    const [dx, dy] = [r * 0.7 + width / 2 + 3, r * 0.7 + 2];
    for (const [sx, sy] of [
        [1, -1],
        [-1, -1],
        [1, 1],
        [-1, 1],
    ])
        yield [x + sx * dx, sy > 0 ? y + dy : y - dy - height, 0];
    yield [x, y - height / 2, 0];
    const side = (part) => Math.max(-1, Math.min(1, 1.5 * part)) / 2;
    for (const gap of gaps) {
        for (let turn = 0; turn < 2 * Math.PI; turn += Math.PI / 8) {
            const [ux, uy] = [Math.cos(turn), Math.sin(turn)];
            const [cx, cy] = [x + ux * (r + gap) + side(ux) * width, y + uy * (r + gap) + side(uy) * height];
            yield [cx, cy - height / 2, gap];
        }
    }
}
