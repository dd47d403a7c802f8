import{t as o,u as t}from"./chunk-AB4XOVUU.js";import{a as r}from"./chunk-7BZ6BLSW.js";var i={terminal:t,markdown:o,json:r};export{i as a};
