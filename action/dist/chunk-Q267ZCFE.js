var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="77867a219f68bf4263f9";export{o as a,r as b};
