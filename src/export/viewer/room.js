/* What is taken of the view: boxes in a grid of cells. A box is [x0, y0, x1, y1]
 * and what it costs to cover it, Infinity for names. */
import { inset } from './camera.js';

export class Room {
    constructor(width, height) {
        this.width = width;
        this.height = height;
        this.cells = new Map();
    }

    *cellsOf([x0, y0, x1, y1]) {
        for (let cx = Math.floor(x0 / 64); cx <= Math.floor(x1 / 64); cx++)
            for (let cy = Math.floor(y0 / 32); cy <= Math.floor(y1 / 32); cy++) yield cx * 65536 + cy;
    }

    /* Whether all of a box is in the view, and none of it under the card. */
    holds([x0, y0, x1, y1]) {
        return x0 > 2 && y0 > 2 && x1 < this.width - inset.right - 2 && y1 < this.height - inset.bottom - 2;
    }

    isFree(box) {
        const [x0, y0, x1, y1] = box;
        for (const cell of this.cellsOf(box))
            for (const b of this.cells.get(cell) ?? [])
                if (x0 < b[2] && x1 > b[0] && y0 < b[3] && y1 > b[1]) return false;
        return true;
    }

    costOf(box) {
        const [x0, y0, x1, y1] = box;
        const covered = new Set();
        for (const cell of this.cellsOf(box))
            for (const b of this.cells.get(cell) ?? [])
                if (x0 < b[2] && x1 > b[0] && y0 < b[3] && y1 > b[1]) covered.add(b);
        let cost = 0;
        for (const b of covered) cost += b[4];
        return cost;
    }

    take(box, cost = Infinity) {
        box[4] = cost;
        for (const cell of this.cellsOf(box)) {
            const boxes = this.cells.get(cell);
            if (boxes) boxes.push(box);
            else this.cells.set(cell, [box]);
        }
    }
}
