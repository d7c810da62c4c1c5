/* The outlines of entities, drawn alike on the screen, into a picture and in
 * the legend. */

/* Corners, angle of the first, and how much the outline is enlarged so that all
 * look equally large. */
const polygons = {
    box: [4, 45, 1.2],
    square: [4, 45, 1.2],
    diamond: [4, -90, 1.2],
    triangle: [3, 90, 1.25],
    pentagon: [5, -90, 1.08],
    hexagon: [6, 0, 1.1],
    octagon: [8, 22.5, 1.08],
};

function polygon(ctx, [corners, angle, enlarged], x, y, r) {
    for (let i = 0; i < corners; i++) {
        const turn = ((angle + (i * 360) / corners) * Math.PI) / 180;
        const [px, py] = [x + r * enlarged * Math.cos(turn), y + r * enlarged * Math.sin(turn)];
        if (i) ctx.lineTo(px, py);
        else ctx.moveTo(px, py);
    }
    ctx.closePath();
}

function through(ctx, x, y, r, points) {
    points.forEach(([px, py], i) => (i ? ctx.lineTo(x + px * r, y + py * r) : ctx.moveTo(x + px * r, y + py * r)));
    ctx.closePath();
}

function rounded(ctx, x, y, r) {
    const [a, c] = [r * 0.92, r * 0.34];
    ctx.moveTo(x - a + c, y - a);
    for (const [px, py, qx, qy] of [
        [a, -a, a, -a + c],
        [a, a, a - c, a],
        [-a, a, -a, a - c],
        [-a, -a, -a + c, -a],
    ]) {
        ctx.lineTo(x + px + (px === qx ? Math.sign(-px) * c : 0), y + py + (py === qy ? Math.sign(-py) * c : 0));
        ctx.quadraticCurveTo(x + px, y + py, x + qx, y + qy);
    }
    ctx.closePath();
}

const outlines = {
    house: [
        [-0.88, -0.25],
        [0, -1.1],
        [0.88, -0.25],
        [0.88, 0.95],
        [-0.88, 0.95],
    ],
    note: [
        [-0.82, -1],
        [0.32, -1],
        [0.82, -0.5],
        [0.82, 1],
        [-0.82, 1],
    ],
    tab: [
        [-0.95, -0.95],
        [-0.1, -0.95],
        [0.1, -0.55],
        [0.95, -0.55],
        [0.95, 0.9],
        [-0.95, 0.9],
    ],
};

/* Add an outline of radius r to the path of ctx. */
export function outline(ctx, shape, x, y, r) {
    if (polygons[shape]) {
        polygon(ctx, polygons[shape], x, y, r);
    } else if (outlines[shape]) {
        through(ctx, x, y, r, outlines[shape]);
    } else if (shape === 'rounded') {
        rounded(ctx, x, y, r);
    } else {
        ctx.moveTo(x + r, y);
        ctx.arc(x, y, r, 0, 2 * Math.PI);
        ctx.closePath();
    }
}

/* Shapes for types that no vocabulary gives one, in order. */
export const shapeNames = [
    'circle',
    'rounded',
    'pentagon',
    'hexagon',
    'diamond',
    'triangle',
    'note',
    'square',
    'octagon',
    'house',
    'tab',
];
