var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="91aaf0413254c83943fa";export{o as a,r as b};
