// Turns Natural Earth's land and countries (world-atlas; public domain) into the one data file of the map: the land as
// a cloth of stitches, and for each ISO country the middle of its largest piece, in pixels.
import { geoArea, geoCentroid, geoContains, geoEqualEarth } from "d3-geo";
import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const [WIDTH, HEIGHT, STEP] = [1216, 430, 9];
const OUT = "../../src/answerable/kit/data/map.json";
const read = (name) => JSON.parse(readFileSync(`node_modules/world-atlas/${name}.json`, "utf8"));
const numeric = JSON.parse(readFileSync("numeric.json", "utf8"));

// Places too small for the atlas, or drawn there as part of another: longitude and latitude, to a tenth of a degree.
const SMALL = {
  AC: [-14.4, -7.9], BQ: [-68.3, 12.2], BV: [3.4, -54.4], CC: [96.8, -12.2], CP: [-109.2, 10.3], CQ: [-2.4, 49.4],
  CX: [105.6, -10.5], DG: [72.4, -7.3], EA: [-5.3, 35.9], GF: [-53.1, 3.9], GI: [-5.4, 36.1], GP: [-61.6, 16.2],
  IC: [-15.6, 28.3], MQ: [-61.0, 14.6], RE: [55.5, -21.1], SJ: [16.0, 78.6], TA: [-12.3, -37.1], TK: [-171.8, -9.2],
  TV: [179.2, -8.5], UM: [166.6, 19.3], XK: [20.9, 42.6], YT: [45.2, -12.8],
};

// Equal areas, so that no part of the world looks larger than it is; turned by eleven degrees so that the date line runs
// through open water; the poles are left out, and the rest is larger.
const projection = geoEqualEarth().rotate([-11, 0]);
const frame = { type: "MultiPoint", coordinates: [[-169, 0], [191, 0], [11, 74], [11, -54]] };
projection.fitExtent([[8, 4], [WIDTH - 8, HEIGHT - 4]], frame);

// A stitch lies where at least two of five points are on land: islands stay, and straits stay open.
const atlasOfLand = read("land-50m");
const land = feature(atlasOfLand, atlasOfLand.objects.land);
const isLand = (point) => {
  const place = projection.invert(point);
  const [x, y] = projection(place); // beyond the edge of the world a point comes back elsewhere
  return Math.hypot(x - point[0], y - point[1]) < 0.5 && geoContains(land, place);
};
const AROUND = [[0, 0], [-2.5, -2.5], [2.5, -2.5], [-2.5, 2.5], [2.5, 2.5]];
const count = (size) => Array.from({ length: Math.floor(size / STEP) }, (_, n) => (n + 0.5) * STEP);
const cloth = count(HEIGHT).map((y) =>
  count(WIDTH).map((x) => (AROUND.filter(([dx, dy]) => isLand([x + dx, y + dy])).length > 1 ? "#" : ".")).join(""),
);

const atlas = read("countries-50m");
const places = {};
for (const one of feature(atlas, atlas.objects.countries).features) {
  const code = numeric[one.id];
  if (!code) continue;
  // An overseas part must not pull the middle of a country into the sea.
  const pieces = one.geometry.type === "MultiPolygon"
    ? one.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }))
    : [one.geometry];
  places[code] = geoCentroid(pieces.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a)));
}
Object.assign(places, SMALL);
// What lies beyond the frame, near a pole, stands at its edge.
const within = (n, size) => Math.round(Math.min(Math.max(n, STEP), size - STEP) * 10) / 10;
const lines = (texts) => texts.map((text) => `    ${text}`).join(",\n");
const inPixels = Object.entries(places).sort().map(([code, place]) => {
  const [x, y] = projection(place).map((n, axis) => within(n, axis ? HEIGHT : WIDTH));
  return `"${code}": [${x}, ${y}]`;
});
writeFileSync(OUT, `{
  "width": ${WIDTH},
  "height": ${HEIGHT},
  "step": ${STEP},
  "cloth": [
${lines(cloth.map((row) => `"${row}"`))}
  ],
  "places": {
${lines(inPixels)}
  }
}
`);
