var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="e3ce0ce3d41355d6a929";export{o as a,r as b};
