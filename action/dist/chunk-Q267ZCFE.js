var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="39cb913434e0d3cc2169";export{o as a,r as b};
